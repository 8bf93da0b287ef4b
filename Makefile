# oco: `make help` lists what this file can do. Everything that is built or fetched lies under build/ and node_modules/.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

BUF := node_modules/.bin/buf

##@ Contracts

.PHONY: gen
gen: node_modules build/third_party.stamp ## Write gen/ anew from the contracts in proto/
	@mkdir -p build gen
	@out=$$(mktemp -d build/gen.XXXXXX); trap 'rm -rf "$$out"' EXIT; \
	$(BUF) generate --output "$$out"; \
	for kind in go ts; do rm -rf gen/$$kind; mv "$$out/$$kind" gen/; done

build/third_party.stamp: go.sum tools/thirdparty/main.go
	@mkdir -p build
	@go run ./tools/thirdparty proto/third_party
	@touch $@

# npm writes the inner lockfile last, so its age tells whether node_modules is current.
.PHONY: node_modules
node_modules: node_modules/.package-lock.json
node_modules/.package-lock.json: package.json package-lock.json .npmrc
	@npm ci --loglevel=error
	@touch $@

.PHONY: help
help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
