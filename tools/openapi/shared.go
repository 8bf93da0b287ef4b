package main

// addProblem adds the schema of refusals (RFC 9457, with the errors of DON's ruleset).
func addProblem(schemas *Object) {
	schemas.Set("Problem", object(
		"type", "object",
		"description", "A refusal (RFC 9457).",
		"properties", object(
			"type", object("type", "string", "description", "urn:oco:problem: and the reason, or about:blank when the status says it all."),
			"title", object("type", "string", "description", "The kind of problem in a few words."),
			"status", object("type", "integer", "description", "The HTTP status.", "minimum", 400, "maximum", 599),
			"detail", object("type", "string", "description", "What is wrong and what to do about it."),
			"traceId", object("type", "string", "description", "Finds the call in the logs.", "pattern", "^[0-9a-f]{32}$"),
			"metadata", object("type", "object", "description", "What the reason is about: resource, state, why.",
				"additionalProperties", object("type", "string")),
			"errors", object("type", "array", "description", "Every part of the request that breaks a rule.", "items", pointTo("ProblemError")),
		),
		"required", []any{"type", "title", "status", "detail", "traceId"},
	))
	schemas.Set("ProblemError", object(
		"type", "object",
		"description", "A part of the request that breaks a rule.",
		"properties", object(
			"in", object("type", "string", "description", "The part of the request.", "enum", []any{"body", "query", "path", "header"}),
			"detail", object("type", "string", "description", "What is wrong and what to do about it."),
			"location", object(
				"type", "object",
				"description", "Where it stands; absent when it is about the whole.",
				"properties", object(
					"pointer", object("type", "string", "description", "JSON pointer into the body (RFC 6901).", "format", "json-pointer"),
					"name", object("type", "string", "description", "The parameter or header."),
					"index", object("type", "integer", "description", "Which of several of that name, from 0.", "minimum", 0),
				),
			),
			"code", object("type", "string", "description", "The rule."),
		),
		"required", []any{"in", "detail", "code"},
	))
}

// sharedParameters are the headers that requests may carry.
func sharedParameters() *Object {
	return object(
		"IdempotencyKey", object(
			"name", "Idempotency-Key", "in", "header",
			"description", "A UUID of the caller's own. The same key with the same call does nothing twice; with another body it is refused (409). Kept for 30 days.",
			"schema", object("type", "string", "format", "uuid"), "example", exampleKey,
		),
		"IfMatch", object(
			"name", "If-Match", "in", "header",
			"description", "The ETag of the version that the caller saw; another one stands there now: refused (412). \"*\" or nothing takes whatever stands.",
			"schema", object("type", "string", "pattern", `^(\*|"[^"]+")$`), "example", `"3"`,
		),
		"AcceptLanguage", object(
			"name", "Accept-Language", "in", "header",
			"description", "The language of texts in the answer: nl (when nothing is asked for) or en.",
			"schema", object("type", "string"), "example", "nl",
		),
	)
}

// sharedHeaders are the headers that answers carry.
func sharedHeaders() *Object {
	text := func(description, example string) *Object {
		return object("description", description, "schema", object("type", "string"), "example", example)
	}
	return object(
		"ApiVersion", text("The full version of the API.", version),
		"ETag", text("The version of what is in the answer; send it back in If-Match.", `"3"`),
		"Location", text("Where what was made can be found.", "/v1/municipalities/"+exampleMunicipality+"/applications/"+exampleID),
		"RetryAfter", object("description", "After how many seconds to try again.", "schema", object("type", "integer", "minimum", 0), "example", 30),
		"WwwAuthenticate", text("How to sign in.", "Bearer"),
	)
}
