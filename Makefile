# oco: `make help` lists what this file can do. Everything that is built or fetched lies under build/ and node_modules/.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

# Go and npm keep their caches in $HOME, and the platform its data; a user who cannot write there keeps them here.
ifneq ($(shell test -w "$$HOME" && echo writable),writable)
export HOME := $(CURDIR)/build/home
export OCO_DATA_DIR ?= $(CURDIR)/data
endif

# A copy owned by someone else, or unpacked without its history, builds as well.
export GOFLAGS := $(strip $(GOFLAGS) -buildvcs=false)

BUF      := node_modules/.bin/buf
BASELINE := proto/baseline.binpb
GOLANGCI := build/bin/golangci-lint-2.15.0

# The race detector needs a C compiler; make test runs without one as well, and says so.
RACE = $(shell [ "$$(go env CGO_ENABLED)" = 1 ] && command -v "$$(go env CC)" >/dev/null && echo -race)

##@ Use

.PHONY: help
help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { head = substr($$0, 5) } \
	/^[a-z-]+:.*## / { if (head) printf "\n%s\n", head; head = ""; printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: node postgres web ## Start the platform with a demo region; settings are OCO_* variables
	@mkdir -p build/bin
	@go build -o build/bin/ ./server/cmd/oco-server ./clients/cmd/oco
	@exec build/bin/oco-server serve --demo --web-dir build/web

.PHONY: test
test: node postgres ## Run all tests, those against Postgres and in a browser too; T=./server/intake/... for some
	@[ -n "$(RACE)" ] || echo "no C compiler found: the race detector is off"
	@go run ./server/platform/pg/pgtest/pgtestd -- go test $(RACE) -timeout 45m $(or $(T),./...)
	@$(if $(T),:,$(MAKE) test-web)

.PHONY: test-web
test-web: node postgres web ## Run the tests of the website, in a browser against the real server; W=desk for some
	@tools/chromium/install
	@mkdir -p build/bin
	@go build -o build/bin/ ./server/cmd/oco-server
	@npm run --silent test -w oco-web
	@npm run --silent test:browser -w oco-web -- $(W)

.PHONY: screenshots
screenshots: node postgres web ## Take the pictures of docs/ anew, in a browser on the demo region
	@tools/chromium/install
	@mkdir -p build/bin
	@go build -o build/bin/ ./server/cmd/oco-server
	@npm run --silent pictures -w oco-web

.PHONY: bench
bench: node postgres web build/lighthouse/node_modules ## Measure, print a table and write build/bench.json
	@tools/chromium/install
	@go run ./server/itest/bench -out build/bench.json

.PHONY: web
web: build/web.stamp ## Build the website into build/web
build/web.stamp: node_modules/.package-lock.json $(shell find clients/web clients/ts/src gen/ts/openapi.d.ts -type f -not -path '*/node_modules/*')
	@npm run --silent build -w oco-web
	@touch $@

# npm's lockfile leaves out what lighthouse only asks for as a peer, and then refuses itself; so there is none here.
build/lighthouse/node_modules: tools/lighthouse/package.json
	@mkdir -p build/lighthouse
	@cp tools/lighthouse/package.json tools/lighthouse/.npmrc build/lighthouse/
	@npm install --prefix build/lighthouse --no-package-lock --loglevel=error
	@touch $@

.PHONY: node
node: # A Node.js that does; else one line that says which do.
	@tools/node-version

.PHONY: postgres
postgres: # A Postgres: the machine's own, else one from npm.
	@tools/postgres/install

##@ Build

.PHONY: gen
gen: node_modules build/third_party.stamp ## Write gen/ anew from the contracts in proto/
	@mkdir -p build gen
	@out=$$(mktemp -d build/gen.XXXXXX); trap 'rm -rf "$$out"' EXIT; \
	$(BUF) generate --output "$$out"; \
	for kind in go ts; do rm -rf gen/$$kind; mv "$$out/$$kind" gen/; done; \
	mkdir -p gen/openapi; \
	go run ./tools/openapi "$$out/openapi" gen/openapi/openapi.json
	@node_modules/.bin/openapi-typescript gen/openapi/openapi.json --output gen/ts/openapi.d.ts >/dev/null

.PHONY: gen-check
gen-check: gen ## Fail when gen/ is not what the contracts say
	@changed=$$(git status --porcelain -- gen); [ -z "$$changed" ] || \
	{ echo "gen/ is not current; run make gen and commit:"; echo "$$changed"; exit 1; }

.PHONY: lint
lint: lint-go lint-proto ## Check style, walls between rooms, and the contracts

.PHONY: lint-go
lint-go: $(GOLANGCI)
	@unformatted=$$(git ls-files -co --exclude-standard '*.go' | xargs gofmt -l); [ -z "$$unformatted" ] || \
	{ echo "not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; }
	@! grep -rn --include='*.go' '//nolint' clients server tools || { echo "mend what the linter found instead"; exit 1; }
	@go vet ./...
	@$(GOLANGCI) run ./...

.PHONY: lint-proto
lint-proto: node_modules build/third_party.stamp
	@$(BUF) lint
	@if [ -f $(BASELINE) ]; then $(BUF) breaking --against $(BASELINE); \
	else echo "buf breaking: nothing released yet, so there is no $(BASELINE) to compare with"; fi

.PHONY: release
release: lint-proto gen-check ## Make the contracts as they stand the released ones, which later versions must keep
	@$(BUF) build --exclude-source-info --output $(BASELINE)
	@echo "$(BASELINE) written: commit it with the CHANGELOG of the release, and tag that commit"

.PHONY: clean
clean: ## Remove everything that was built or fetched; data stays
	@[ ! -d build ] || chmod -R u+w build # Go makes what it fetches read-only
	@rm -rf build node_modules proto/third_party

##@ Parts

build/third_party.stamp: go.sum tools/thirdparty/main.go
	@mkdir -p build
	@go run ./tools/thirdparty proto/third_party
	@touch $@

# npm writes its inner lockfile last, so that file's age tells whether node_modules is current.
.PHONY: node_modules
node_modules: node_modules/.package-lock.json
node_modules/.package-lock.json: package.json package-lock.json .npmrc | node
	@npm ci --loglevel=error
	@touch $@

$(GOLANGCI):
	@echo "building golangci-lint (a few minutes, once)"
	@GOBIN=$(CURDIR)/build/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
	@mv build/bin/golangci-lint $@
