"use strict";
(() => {
  const page = JSON.parse(document.getElementById("numbers").textContent);
  const svgName = "http://www.w3.org/2000/svg";
  const slider = document.getElementById("moment");

  /* Values as people read them: so many digits at most, a true minus sign. */
  const words = (value, digits) => String(Number(value.toPrecision(digits))).replace("-", "\u2212");

  /* Place of a value within the frame of a plot; lower edge first. */
  const across = (plot, x) => plot.frame[0] + (x - plot.x[0]) / (plot.x[1] - plot.x[0]) * plot.frame[2];
  const up = (plot, y) => {
    const [low, high, value] = [...plot.y, y].map(plot.isLogarithmic ? Math.log : Number);
    return plot.frame[1] + (high - value) / (high - low) * plot.frame[3];
  };
  const upright = (plot, x) => `M${x.toFixed(1)} ${plot.frame[1]}v${plot.frame[3]}`;

  const nearest = (values, wanted) => {
    let low = 0, high = values.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (values[middle] <= wanted) low = middle; else high = middle;
    }
    return Math.abs(values[low] - wanted) <= Math.abs(values[high] - wanted) ? low : high;
  };

  const drawings = [...document.querySelectorAll("svg[data-plot]")];
  const strips = [...document.querySelectorAll(".strip")].map((figure) => ({
    figure,
    choices: figure.dataset.choices.split(",").map(Number),
    end: Number(figure.dataset.end),
    pictures: [...figure.querySelectorAll("img")],
    caption: figure.querySelector("figcaption .moment"),
  }));

  /* Frames of all runs, and the line in all plots, at one position of the slider. */
  const show = (position) => {
    for (const strip of strips) {
      const chosen = strip.choices[position];
      strip.pictures.forEach((picture, index) => { picture.hidden = index !== chosen; });
      const isOver = position >= strip.end;
      strip.figure.classList.toggle("over", isOver);
      strip.caption.textContent = strip.pictures[chosen].dataset.moment + (isOver ? " (its end)" : "");
    }
    slider.value = position;
    slider.setAttribute("aria-valuetext", page.labels[position]);
    document.getElementById("label").textContent = page.labels[position];
    drawings.forEach((drawing, index) => {
      const plot = page.plots[index], x = page.positions[position];
      const isInside = x >= plot.x[0] && x <= plot.x[1] * (1 + 1e-9);
      drawing.querySelector(".moment").setAttribute("d", isInside ? upright(plot, across(plot, x)) : "");
    });
  };

  for (const strip of strips) {
    const button = strip.figure.querySelector(".size");
    if (!button) continue;
    const resize = () => {
      const isLarge = strip.figure.classList.toggle("large");
      button.textContent = isLarge ? "Smaller" : "Larger";
    };
    button.addEventListener("click", resize);
    strip.figure.querySelector(".stack").addEventListener("click", resize);
  }

  if (slider) {
    const play = document.getElementById("play");
    let timer = 0;
    const halt = () => {
      clearInterval(timer);
      timer = 0;
      play.setAttribute("aria-label", "Play");
    };
    const start = () => {
      if (Number(slider.value) >= Number(slider.max)) show(0);
      play.setAttribute("aria-label", "Pause");
      timer = setInterval(() => {
        if (Number(slider.value) >= Number(slider.max)) halt(); else show(Number(slider.value) + 1);
      }, 125);
    };
    const toggle = () => { if (timer) halt(); else start(); };
    slider.addEventListener("input", () => { halt(); show(Number(slider.value)); });
    play.addEventListener("click", toggle);
    document.addEventListener("keydown", (event) => {
      if (event.key !== " " || event.target.closest("button, summary, pre, a, input[type=checkbox]")) return;
      event.preventDefault();
      toggle();
    });
    for (const box of document.querySelectorAll("[data-kind]")) {
      box.addEventListener("change", () => {
        for (const strip of strips) if (strip.figure.dataset.sequence === box.dataset.kind) strip.figure.hidden = !box.checked;
      });
    }
    show(Number(slider.value));
  }

  /* The values of all lines of a plot next to a place on its abscissa. */
  const read = (drawing, x) => {
    const index = drawings.indexOf(drawing), plot = page.plots[index];
    const reading = drawing.parentElement.querySelector(".reading"), points = drawing.querySelector(".points");
    reading.textContent = "";
    points.textContent = "";
    const head = document.createElement("b");
    reading.append(head);
    for (const line of plot.lines) {
      if (!line.x.length || x > line.x[line.x.length - 1] + 0.02 * (plot.x[1] - plot.x[0])) continue;
      const place = nearest(line.x, x), y = line.y[place];
      if (y === null) continue;
      const row = document.createElement("div");
      const sample = document.createElementNS(svgName, "svg"), stroke = document.createElementNS(svgName, "path");
      sample.setAttribute("viewBox", "0 0 22 8");
      stroke.setAttribute("class", `curve ${line.style}`);
      stroke.setAttribute("d", "M1 4H21");
      sample.append(stroke);
      row.append(sample, `${plot.lines.length > 1 ? `${line.name}: ` : ""}${words(y, 5)}${plot.unit ? ` ${plot.unit}` : ""}`);
      reading.append(row);
      const circle = document.createElementNS(svgName, "circle");
      circle.setAttribute("class", line.style);
      circle.setAttribute("r", 3);
      circle.setAttribute("cx", across(plot, line.x[place]));
      circle.setAttribute("cy", up(plot, y));
      points.append(circle);
    }
    head.textContent = `at ${words(x, 4)} ${page.unit}`;
    drawing.querySelector(".cursor").setAttribute("d", upright(plot, across(plot, x)));
    reading.hidden = false;
    const box = drawing.getBoundingClientRect(), scale = box.width / drawing.viewBox.baseVal.width;
    const left = across(plot, x) * scale;
    const isRight = left + reading.offsetWidth + 14 > box.width;
    reading.style.left = `${Math.max(0, isRight ? left - reading.offsetWidth - 10 : left + 10)}px`;
    reading.style.top = `${box.top - drawing.parentElement.getBoundingClientRect().top + plot.frame[1] * scale + 4}px`;
  };

  const forget = (drawing) => {
    drawing.parentElement.querySelector(".reading").hidden = true;
    drawing.querySelector(".points").textContent = "";
    drawing.querySelector(".cursor").setAttribute("d", "");
  };

  for (const drawing of drawings) {
    const plot = page.plots[drawings.indexOf(drawing)];
    const clamped = (x) => Math.min(plot.x[1], Math.max(plot.x[0], x));
    const place = (event) => {
      const box = drawing.getBoundingClientRect(), scale = box.width / drawing.viewBox.baseVal.width;
      return clamped(plot.x[0] + ((event.clientX - box.left) / scale - plot.frame[0]) / plot.frame[2] * (plot.x[1] - plot.x[0]));
    };
    let at = plot.x[1];
    drawing.addEventListener("pointermove", (event) => { at = place(event); read(drawing, at); });
    drawing.addEventListener("pointerdown", (event) => {
      at = place(event);
      read(drawing, at);
      if (slider) show(nearest(page.positions, at));
    });
    drawing.addEventListener("pointerleave", () => forget(drawing));
    drawing.addEventListener("blur", () => forget(drawing));
    drawing.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      at = clamped(at + step * (event.shiftKey ? 0.1 : 0.01) * (plot.x[1] - plot.x[0]));
      read(drawing, at);
    });
  }

  for (const button of document.querySelectorAll(".copy")) {
    button.addEventListener("click", async () => {
      const text = button.closest("details").querySelector("pre");
      try {
        await navigator.clipboard.writeText(text.textContent);
      } catch {
        /* From a disk some browsers only copy what is selected. */
        getSelection().selectAllChildren(text);
        document.execCommand("copy");
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
  }
})();
