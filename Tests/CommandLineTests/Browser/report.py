"""Opens a page of `lidendrite report` in Chromium and demands what a reader does.

report.py PAGE RUN-FOLDER...
"""

import base64
import csv
import re
import sys
import time

from chromium import Page

page_path, runs = sys.argv[1], sys.argv[2:]


def demand(holds, message):
    if not holds:
        sys.exit(f"{page_path}: {message}")


# The picture that each strip shows, by its moment, and whether it has been decoded.
SHOWN = """[...document.querySelectorAll('.strip')].map(strip => {
  const seen = [...strip.querySelectorAll('img')].filter(picture => picture.offsetParent !== null);
  return {count: seen.length, moment: seen[0].dataset.moment, source: seen[0].src.length, width: seen[0].naturalWidth,
    name: strip.querySelector('b').textContent, caption: strip.querySelector('.moment').textContent,
    isOver: strip.classList.contains('over')};
})"""


def charge(moment):
    return float(re.search(r"Q = ([0-9.e+-]+) mA·h/cm²", moment).group(1))


def contrast(page, selector):
    """Of text against the page, as WCAG 2.2 defines it."""
    colours = page.value(f"""(() => {{ const text = document.querySelector({selector!r});
      return [getComputedStyle(text).color, getComputedStyle(document.body).backgroundColor]; }})()""")

    def luminance(colour):
        parts = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
        linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted(luminance(colour) for colour in colours)
    return (high + 0.05) / (low + 0.05), luminance(colours[1])


def texts_of_plots_are_apart(page):
    overlaps = page.value("""[...document.querySelectorAll('.plot > svg')].flatMap(svg => {
      const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
      return boxes.flatMap(([a, p], index) => boxes.slice(index + 1)
        .filter(([, q]) => p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom).map(([b]) => `${a} and ${b}`));
    })""")
    demand(not overlaps, f"labels overlap: {overlaps}")


def slider_moves_all_frames(page):
    last = int(page.value("document.getElementById('moment').max"))
    demand(last >= 1, "the slider has one position")
    page.value("document.getElementById('moment').focus()")
    page.key("Home", 36)
    seen = [page.value(SHOWN)]
    labels = [page.value("document.getElementById('label').textContent")]
    for _ in range(last):
        page.key("ArrowRight", 39)
        seen.append(page.value(SHOWN))
        labels.append(page.value("document.getElementById('label').textContent"))
    demand(len(set(labels)) == last + 1, f"positions are not told apart: {labels}")
    for strips in seen:
        for strip in strips:
            demand(strip["count"] == 1 and strip["width"] > 0, f"not one whole picture: {strip}")
            demand(strip["caption"].startswith(strip["moment"]), f"the caption tells another moment: {strip}")
    for number, _ in enumerate(seen[0]):
        demand(seen[0][number]["moment"] != seen[last][number]["moment"], "the slider does not change the picture")
    if len(runs) > 1:
        # Of each strip the charges that it can show.
        held = page.value("""[...document.querySelectorAll('.strip')].map(strip =>
          [...strip.querySelectorAll('img')].map(picture => picture.dataset.moment))""")
        for label, strips in zip(labels, seen):
            for strip, moments in zip(strips, held):
                nearest = min(abs(charge(moment) - charge(label)) for moment in moments)
                # Three digits are shown of each.
                slack = 0.01 * charge(labels[-1])
                demand(abs(charge(strip["moment"]) - charge(label)) <= nearest + slack, f"at {label} stands {strip['moment']}")
                demand(strip["isOver"] == (charge(label) > max(map(charge, moments)) + slack), f"at {label}, its end: {strip}")


def the_button_plays(page):
    page.value("document.getElementById('moment').focus()")
    page.key("Home", 36)
    box = page.value("(() => { const b = document.getElementById('play').getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()")
    page.click(*box)
    end = time.monotonic() + 10
    while page.value("Number(document.getElementById('moment').value)") == 0 and time.monotonic() < end:
        time.sleep(0.05)
    demand(page.value("Number(document.getElementById('moment').value)") > 0, "the button does not play")


def pointer_reads_values(page):
    """What stands beside the pointer is what the table of metrics has there."""
    place = page.value("""(() => { const svg = document.querySelector('.plot > svg'); svg.scrollIntoView({block: 'center'});
      const box = svg.getBoundingClientRect(); return [box.x + 0.6 * box.width, box.y + 0.5 * box.height]; })()""")
    page.mouse("mouseMoved", *place)
    heading = page.value("document.querySelector('.plot figcaption').firstChild.textContent.trim()")
    reading = page.value("document.querySelector('.plot .reading').innerText").replace("\u2212", "-")
    demand(reading, "a pointer reads nothing")
    at, unit = re.match(r"at ([0-9.e+-]+) (\S+)", reading).groups()
    with open(f"{runs[0]}/metrics.csv") as file:
        rows = list(csv.DictReader(file))
    size = {"ms": 1e-3, "s": 1, "min": 60, "h": 3600, "mA·h/cm²": 1}[unit]
    column = "areal capacity [mA*h/cm^2]" if unit == "mA·h/cm²" else "time [s]"
    found = float(re.search(r"([0-9.e+-]+) µm", reading.split("\n", 1)[1]).group(1))
    demand("eight" in heading, f"the first plot shows no heights: {heading}")
    near = sorted(rows, key=lambda row: abs(float(row[column]) / size - float(at)))[:2]
    heights = [float(row["tip height [um]"]) for row in near]
    demand(min(heights) * 0.999 <= found <= max(heights) * 1.001, f"{reading!r} beside {heights} in the table")
    # Beside the line under the pointer, and over no other plot.
    box, frame = page.value("""['.reading', 'svg'].map(name => {
      const box = document.querySelector(`.plot > ${name}`).getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })""")
    demand(frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] + 1 and box[3] <= frame[3] + 1, f"{box} leaves {frame}")
    demand(box[2] < place[0] or box[0] > place[0], f"{box} covers the line at {place[0]}")
    page.mouse("mouseMoved", 0, 0)
    demand(page.value("document.querySelector('.plot .reading').hidden"), "what was read stays when the pointer has gone")


def the_config_is_exact(page):
    for number, run in enumerate(runs):
        with open(f"{run}/config.toml", "rb") as file:
            config = file.read()
        saved = page.value(f"document.querySelectorAll('#configs a[download]')[{number}].href")
        demand(base64.b64decode(saved.split(",", 1)[1]) == config, f"the config of {run} is saved with other bytes")
        shown = page.value(f"document.querySelectorAll('#configs pre')[{number}].textContent")
        demand(shown.encode() == config, f"the config of {run} is shown with other characters")


with Page(page_path) as page:
    slider_moves_all_frames(page)
    the_button_plays(page)
    pointer_reads_values(page)
    texts_of_plots_are_apart(page)
    the_config_is_exact(page)
    for dark in (False, True):
        page.media(dark=dark)
        ground = 0.0
        for selector in ("h1", "svg text", ".strip .moment", "#results th"):
            ratio, ground = contrast(page, selector)
            demand(ratio >= 4.5, f"contrast of {selector} is {ratio:.1f}, dark: {dark}")
        demand((ground < 0.1) == dark, f"the page is {'not ' if dark else ''}dark")
    page.media(kind="print", dark=True)
    demand(page.value("getComputedStyle(document.getElementById('play')).display") == "none", "a button is printed")
    demand(contrast(page, "h1")[1] > 0.9, "a dark page is printed")
    demand(len(page.call("Page.printToPDF")["data"]) > 10_000, "nothing is printed")
    demand(not page.complaints(), f"the console or the network says: {page.complaints()}")

with Page(page_path, width=390, height=844, mobile=True) as phone:
    width = phone.value("document.documentElement.scrollWidth")
    demand(width <= 390, f"the page is {width} pixels wide on a phone of 390")
    texts_of_plots_are_apart(phone)
    demand(not phone.complaints(), f"the console or the network says: {phone.complaints()}")

print("ok")
