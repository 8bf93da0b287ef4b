// Package openapi holds the OpenAPI document of the REST API, which `make gen` writes from the
// contracts.
package openapi

import _ "embed"

// Document is the document, JSON, OpenAPI 3.1.
//
//go:embed openapi.json
var Document []byte
