# Targets: demo test build nightly validate branching gallery reference format lint bench instructions peers tsan fuzz. `make` alone explains them.

SHELL := bash

# The build is for the processor of this machine; the run folder records that.
NATIVE := -Xswiftc -target-cpu -Xswiftc native -Xswiftc -DCPU_NATIVE

# Programs, tests, traps and benchmarks are built apart, so that none makes another build again.
PROGRAM := .build/release/lidendrite
TEST_BUILD := .build/test
TRAP_BUILD := .build/trap
BENCH_BUILD := .build/bench
INSTRUCTIONS_BUILD := .build/instructions
TSAN_BUILD := .build/tsan
FUZZ_BUILD := .build/fuzz

# Debian packages, and the names by which pkg-config knows their libraries.
PACKAGES := libfftw3-dev libpng-dev libcairo2-dev libfreetype-dev libhdf5-dev libssl-dev pkg-config
LIBRARIES := fftw3 libpng cairo-ft freetype2 hdf5-serial libcrypto

# Readers of field files and tables that others wrote; only tests use them.
PYTHON := .build/python
REQUIREMENTS := Tests/requirements.txt

# Programs that open pages and movies, by their Debian packages; only tests use them.
VIEWERS := chromium ffmpeg
VIEWER_PACKAGES := $(VIEWERS) fonts-dejavu-core

# The Python of the peers that the program's speed is measured against.
PEERS_PYTHON := .build/peers-python
PEERS_REQUIREMENTS := Benchmarks/peers/requirements.txt

# What `make instructions` compares with.
INSTRUCTIONS := Benchmarks/instructions.txt

# Wall-clock time of `make nightly`.
SOAK_MINUTES ?= 60

# Short runs for the thread sanitizer, each with numbers of threads. The build is not for this machine's processor: of vectors that are
# wider than 16 bytes the sanitizer sees nothing.
TSAN_RUNS := plating:2 plating:3 cycling:2 single-ion:3 one-potential:2

# `make fuzz FUZZERS=config FUZZ_SECONDS=600` takes one of them for longer.
FUZZERS := config override study surface records checkpoint
FUZZ_SECONDS := 60
FUZZ_FLAGS := -Xswiftc -enable-testing -Xswiftc -use-ld=lld -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address
FUZZ_LIMITS := -timeout=10 -rss_limit_mb=2048 -print_final_stats=1

APT := DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300
SOURCES := find Package.swift Sources Tests Benchmarks -name .build -prune -o -name '*.swift' -print

.PHONY: help demo test build nightly validate branching gallery reference format lint bench instructions peers tsan fuzz install toolchain python browser peers-python valgrind

help:
	@echo 'make demo    build, run Configs/quickstart.toml, name the pictures'
	@echo 'make test    run all tests, optimised, then the traps in debug'
	@echo 'make build   build the program: $(PROGRAM)'
	@echo 'make nightly long runs, killed and resumed, within SOAK_MINUTES (60): Outputs/nightly/soak.html'
	@echo 'make validate  solve problems with known answers, within an hour: Docs/Validation.md'
	@echo 'make branching  fingers with three widths of the interface: Outputs/branching/Validation.md'
	@echo 'make gallery  make the pictures of Outputs/gallery again, a quarter of an hour'
	@echo 'make reference  write the tables of keys and columns into Docs, as the program says them'
	@echo 'make format  format all Swift files'
	@echo 'make lint    check format, file lengths and file names'
	@echo 'make bench   measure speed (BENCH_OPTIONS="--quick --markdown"; "--help" tells all)'
	@echo 'make instructions  count instructions of small pieces of work, fail where they are too many (RENEW=1 writes them down)'
	@echo 'make peers   measure speed against the same model in Python (PEERS_OPTIONS="--quick"): Benchmarks/peers/README.md'
	@echo 'make tsan    look for data races in short runs, some minutes'
	@echo 'make fuzz    read damaged files for FUZZ_SECONDS=60 each of FUZZERS="$(FUZZERS)"'
	@echo 'Missing system packages are installed first where apt and root or sudo allow it.'

demo: build
	@$(PROGRAM) run Configs/quickstart.toml --output Outputs/quickstart --overwrite
	@echo 'Pictures:'
	@for folder in Outputs/quickstart/frames/*/; do \
	  first=$$(ls "$$folder" | grep '\.png$$' | head -n 1); \
	  last=$$(ls "$$folder" | grep '\.png$$' | tail -n 1); \
	  if [ -n "$$first" ]; then echo "  first  $$folder$$first"; echo "  last   $$folder$$last"; fi; \
	done

# All tests optimised, what failed said once more at the end; then, unoptimised, those that a broken contract must stop.
test: install toolchain python browser
	@mkdir -p $(TEST_BUILD)
	@set -o pipefail; swift test -c release --scratch-path $(TEST_BUILD) -Xswiftc -enable-testing $(NATIVE) 2>&1 | \
	  tee $(TEST_BUILD)/log.txt || { grep -aE '✘|error:' $(TEST_BUILD)/log.txt; exit 1; }
	SWIFT_BACKTRACE=enable=no swift test --package-path Tests/TrapTests --scratch-path $(TRAP_BUILD)

build: install toolchain
	swift build -c release --product lidendrite $(NATIVE)

# What takes longest comes last and has all the time that the others leave.
nightly: build
	$(PROGRAM) soak Configs/nightly/*.toml --minutes $(SOAK_MINUTES) --output Outputs/nightly

# Fingers with three widths of the interface and two sizes of cells: about half an hour.
branching: build
	$(PROGRAM) validate branching --output Outputs/branching

# The pictures of the README, by the commands that stand beside them: a quarter of an hour.
gallery: build
	set -e; export PATH="$(dir $(abspath $(PROGRAM))):$$PATH"; \
	sed -n '/^```sh$$/,/^```$$/p' Outputs/gallery/README.md | grep -v '^```' | while IFS= read -r line; do echo "$$line"; eval "$$line" </dev/null; done

# Tables of keys and columns, between marks in the pages that hold them.
reference: build
	$(PROGRAM) keys $$(grep -l '^<!-- reference: ' Docs/*.md | sed 's/^/--page /')

validate: build
	$(PROGRAM) validate --page Docs/Validation.md --output Outputs/validation

BENCH := --package-path Benchmarks --scratch-path $(BENCH_BUILD) $(NATIVE)

# A build plan of the nested package does not notice files that are new in the package around it: it is made anew each time.
bench: install toolchain
	rm -f $(BENCH_BUILD)/release.yaml
	swift build -c release $(BENCH) --product lidendrite-bench
	@$(BENCH_BUILD)/release/lidendrite-bench $(BENCH_OPTIONS) -- swift package $(BENCH) benchmark

# Built for one processor of the x86-64 kind and not for this machine's, so that the same instructions are counted everywhere; other load
# does not change the count.
instructions: install toolchain valgrind
	rm -f $(INSTRUCTIONS_BUILD)/release.yaml
	swift build -c release --package-path Benchmarks --scratch-path $(INSTRUCTIONS_BUILD) -Xswiftc -target-cpu -Xswiftc haswell \
	  --product lidendrite-instructions
	@Benchmarks/count-instructions $(INSTRUCTIONS_BUILD)/release/lidendrite-instructions $(INSTRUCTIONS_BUILD)/counted.txt
	@if [ -n "$(RENEW)" ]; then \
	  { grep '^#' $(INSTRUCTIONS); cat $(INSTRUCTIONS_BUILD)/counted.txt; } >$(INSTRUCTIONS_BUILD)/renewed.txt && \
	  mv $(INSTRUCTIONS_BUILD)/renewed.txt $(INSTRUCTIONS) && echo 'renewed $(INSTRUCTIONS)'; \
	else Benchmarks/compare-instructions $(INSTRUCTIONS) $(INSTRUCTIONS_BUILD)/counted.txt; fi

peers: build peers-python
	$(PEERS_PYTHON)/bin/python Benchmarks/peers/compare.py $(PEERS_OPTIONS)

# What a run says stands in its log; a race ends it with status 66.
tsan: install toolchain
	swift build -c release --product lidendrite --sanitize=thread --scratch-path $(TSAN_BUILD)
	@for run in $(TSAN_RUNS); do \
	  name=$${run%:*}; threads=$${run#*:}; log=$(TSAN_BUILD)/$$name-$$threads.log; \
	  echo "$$name on $$threads threads"; \
	  TSAN_OPTIONS=halt_on_error=1 $(TSAN_BUILD)/release/lidendrite run Tests/ThreadRuns/$$name.toml --threads $$threads \
	    --output $(TSAN_BUILD)/runs/$$name-$$threads --overwrite </dev/null >$$log 2>&1 || \
	    { grep -m 1 -A 40 'WARNING: ThreadSanitizer' $$log || tail -n 20 $$log; echo "failed: the rest is in $$log"; exit 1; }; \
	done; echo 'no data race'

# Inputs that make progress are kept in $(FUZZ_BUILD)/corpora, findings in $(FUZZ_BUILD)/findings. Not all leaks are ours: the Swift
# runtime and Foundation leave some to the end of the process.
fuzz: install toolchain
	swift build -c release --package-path Tests/Fuzzing --scratch-path $(FUZZ_BUILD) $(FUZZ_FLAGS)
	@mkdir -p $(FUZZ_BUILD)/findings $(FUZZ_BUILD)/scratch
	@for name in $(FUZZERS); do \
	  log=$(FUZZ_BUILD)/$$name.log; mkdir -p $(FUZZ_BUILD)/corpora/$$name; \
	  echo "$$name for $(FUZZ_SECONDS) s"; \
	  TMPDIR=$(CURDIR)/$(FUZZ_BUILD)/scratch ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=32 SWIFT_BACKTRACE=enable=no \
	    $(FUZZ_BUILD)/release/lidendrite-fuzz $$name -max_total_time=$(FUZZ_SECONDS) $(FUZZ_LIMITS) \
	    $$(test -f Tests/Fuzzing/$$name.dict && echo -dict=Tests/Fuzzing/$$name.dict) \
	    -artifact_prefix=$(FUZZ_BUILD)/findings/$$name- $(FUZZ_BUILD)/corpora/$$name Tests/Fuzzing/Corpora/$$name \
	    </dev/null >$$log 2>&1 || { tail -n 60 $$log; echo "failed: the rest is in $$log"; exit 1; }; \
	  grep -a 'cov:' $$log | tail -n 1; \
	done; rm -rf $(FUZZ_BUILD)/scratch; echo 'no finding'

format: toolchain
	@$(SOURCES) | xargs swift format --in-place --parallel

lint: toolchain
	@$(SOURCES) | xargs swift format lint --strict --parallel
	@$(SOURCES) | xargs wc -l | awk '$$2 != "total" && $$1 > 400 { print $$2 ": " $$1 " lines, at most 400"; bad = 1 } END { exit bad }'
	@if $(SOURCES) | grep -E '(Util|Utils|Utilities|Helper|Helpers|Manager|Common|Core|Misc)(\+.*)?\.swift$$'; then \
	  echo 'name each file after what it holds'; exit 1; fi

toolchain:
	@swift --version 2>&1 | grep -q 'Swift version' || \
	  { echo 'A Swift toolchain, 6.2 or newer, is needed: https://www.swift.org/install/linux'; exit 1; }

# Installs Debian packages where apt and root or sudo allow it.
define apt_install
if ! command -v apt-get >/dev/null; then \
  echo 'Install what Debian calls $(1), then run this again.'; exit 1; fi; \
if [ "$$(id -u)" = 0 ]; then root=; \
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then root='sudo -n env'; \
else echo 'Run this, then try again:  sudo apt-get install $(1)'; exit 1; fi; \
apt() { $${root:-env} $(APT) "$$@"; }; \
echo 'Installing $(1)'; \
apt update || echo 'The package lists could not be renewed; going on with the old ones.'; \
apt install --no-install-recommends $(1) || \
  { apt --fix-broken install; apt update; apt install --no-install-recommends $(1); } || \
  { echo 'Run this, then try again:  sudo apt-get install $(1)'; exit 1; }
endef

# Quiet when nothing is missing.
install:
	@if command -v pkg-config >/dev/null && pkg-config --exists $(LIBRARIES); then exit 0; fi; \
	$(call apt_install,$(PACKAGES))

# Quiet when it is there.
valgrind:
	@if command -v valgrind >/dev/null; then exit 0; fi; $(call apt_install,valgrind)

# The Python of the tests, in a folder of its own; quiet when it is there. LIDENDRITE_PYTHON names another one.
python: install
	@if [ -n "$$LIDENDRITE_PYTHON" ]; then exit 0; fi; \
	if cmp -s $(REQUIREMENTS) $(PYTHON)/requirements.txt && $(PYTHON)/bin/python -c 'import h5py, pandas, vtkmodules.vtkIOHDF' 2>/dev/null; \
	  then exit 0; fi; \
	if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then $(call apt_install,python3-venv); fi; \
	echo 'Installing h5py, pandas and VTK into $(PYTHON)'; \
	rm -rf $(PYTHON) && python3 -m venv $(PYTHON) && \
	$(PYTHON)/bin/python -m pip --quiet --disable-pip-version-check install --no-deps --only-binary :all: -r $(REQUIREMENTS) && \
	cp $(REQUIREMENTS) $(PYTHON)/ || \
	{ echo 'The Python packages of $(REQUIREMENTS) could not be installed; see above.'; exit 1; }

# What opens reports and movies in tests; quiet when it is there. Where it cannot be installed those tests are left out.
browser: install
	@if [ $$(command -v $(VIEWERS) | wc -l) = $(words $(VIEWERS)) ]; then exit 0; fi; \
	( $(call apt_install,$(VIEWER_PACKAGES)) ) || echo 'Left out: tests that need $(VIEWERS).'

# Quiet when it is there.
peers-python:
	@if cmp -s $(PEERS_REQUIREMENTS) $(PEERS_PYTHON)/requirements.txt && $(PEERS_PYTHON)/bin/python -c 'import h5py, numba, scipy' 2>/dev/null; \
	  then exit 0; fi; \
	if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then $(call apt_install,python3-venv); fi; \
	echo 'Installing numba, SciPy and h5py into $(PEERS_PYTHON)'; \
	rm -rf $(PEERS_PYTHON) && python3 -m venv $(PEERS_PYTHON) && \
	$(PEERS_PYTHON)/bin/python -m pip --quiet --disable-pip-version-check install --only-binary :all: -r $(PEERS_REQUIREMENTS) && \
	cp $(PEERS_REQUIREMENTS) $(PEERS_PYTHON)/ || \
	{ echo 'The Python packages of $(PEERS_REQUIREMENTS) could not be installed; see above.'; exit 1; }
