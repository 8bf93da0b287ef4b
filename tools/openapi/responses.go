package main

import "strings"

// Media types of the API.
const (
	mediaJSON    = "application/json"
	mediaLines   = "application/x-ndjson"
	mediaProblem = "application/problem+json"
)

// problem is one kind of refusal that operations can answer with.
type problem struct {
	status, name, description string
	// kind ends the type; empty for what HTTP's status says by itself.
	kind, title, detail string
	// errors is an example of the fields that break a rule.
	errors []any
}

// problems are the refusals of the API, in the order of their statuses.
var problems = []problem{
	{"400", "BadRequest", "Something in the request breaks a rule; errors names every one.", "INVALID", "Niet goed ingevuld", "Controleer de genoemde velden.",
		[]any{object("in", "body", "detail", "Schrijf het telefoonnummer met tien cijfers.", "location", object("pointer", "/resident/phone"), "code", "phone.invalid")}},
	{"401", "Unauthorized", "No token, or one that is not valid.", "UNAUTHENTICATED", "Niet aangemeld", "Meld u opnieuw aan.", nil},
	{"403", "Forbidden", "No role for this here; the same for a municipality that does not exist.", "FORBIDDEN", "Niet toegestaan", "U mag dit hier niet doen.", nil},
	{"404", "NotFound", "Unknown, of someone else, or erased: the same answer for each.", "NOT_FOUND", "Niet gevonden", "Deze aanmelding is er niet.", nil},
	{"406", "NotAcceptable", "Accept leaves no room for the media type that there is.", "", "Deze vorm kunnen wij niet sturen", "Wij sturen alleen JSON.", nil},
	{"409", "Conflict", "The state does not allow it, there is one already, or the Idempotency-Key came before with another body.", "STATE_CONFLICT", "Dit kan nu niet", "De aanmelding is al afgesloten.", nil},
	{"412", "PreconditionFailed", "Changed in the meantime: get it again.", "ETAG_MISMATCH", "Intussen veranderd", "Iemand anders heeft dit intussen veranderd.", nil},
	{"413", "ContentTooLarge", "The body is too large.", "TOO_LARGE", "Te groot", "Wat u stuurt is te groot.", nil},
	{"415", "UnsupportedMediaType", "The body is not announced as JSON.", "", "Deze vorm kunnen wij niet lezen", "Stuur de inhoud als application/json.", nil},
	{"429", "TooManyRequests", "Too many calls; Retry-After says when to try again.", "RATE_LIMITED", "Te veel verzoeken", "Probeer het over een minuut opnieuw.", nil},
	{"500", "InternalServerError", "A fault of ours.", "INTERNAL", "Fout bij ons", "Er ging bij ons iets mis.", nil},
	{"503", "ServiceUnavailable", "A part that is needed cannot be reached; trying again is safe.", "UNAVAILABLE", "Nu niet bereikbaar", "Probeer het zo opnieuw.", nil},
}

// answersWith reports whether an operation can answer with a refusal.
func (p problem) answersWith(r *rpc) bool {
	switch p.status {
	case "404":
		return strings.Contains(r.path, "}")
	case "409":
		return r.changes()
	case "412":
		return r.hasEtag()
	case "413", "415":
		return r.body != ""
	default:
		return true
	}
}

// response is the refusal as a component.
func (p problem) response() *Object {
	kind := "about:blank"
	if p.kind != "" {
		kind = "urn:oco:problem:" + p.kind
	}
	example := object("type", kind, "title", p.title, "status", number(p.status), "detail", p.detail, "traceId", "4bf92f3577b34da6a3ce929d0e0e4736")
	if p.errors != nil {
		example.Set("errors", p.errors)
	}
	headers := object("API-Version", refHeader("ApiVersion"))
	switch p.status {
	case "401":
		headers.Set("WWW-Authenticate", refHeader("WwwAuthenticate"))
	case "429":
		headers.Set("Retry-After", refHeader("RetryAfter"))
	}
	return object("description", p.description, "headers", headers,
		"content", object(mediaProblem, object("schema", pointTo("Problem"), "example", example)))
}

func refHeader(name string) *Object { return object("$ref", "#/components/headers/"+name) }

func number(digits string) int {
	n := 0
	for _, digit := range digits {
		n = n*10 + int(digit-'0')
	}
	return n
}

// responses lists success and every refusal.
func (b *builder) responses(r *rpc) *Object {
	status, success := b.success(r)
	list := object(status, success)
	for _, p := range problems {
		if p.answersWith(r) {
			list.Set(p.status, object("$ref", "#/components/responses/"+p.name))
		}
	}
	return list
}

// success is the answer to a call that succeeds: 201 with a Location, 204, or 200.
func (b *builder) success(r *rpc) (status string, response *Object) {
	headers := object("API-Version", refHeader("ApiVersion"))
	output := r.Output()
	if output.FullName() == "google.protobuf.Empty" {
		return "204", object("description", "Done; there is nothing to say.", "headers", headers)
	}
	if output.Fields().ByName("etag") != nil {
		headers.Set("ETag", refHeader("ETag"))
	}
	status = "200"
	if r.creates() {
		status = "201"
		headers.Set("Location", refHeader("Location"))
	}
	description, media := b.words.plain(b.comments[string(output.FullName())].Text("description")), mediaJSON
	if r.IsStreamingServer() {
		media = mediaLines
		description += " One JSON object per line, as they come; when the stream breaks off, its last line is a Problem."
	}
	content := object("schema", b.reference(output), "example", exampleBody(output, answered, nil))
	return status, object("description", description, "headers", headers, "content", object(media, content))
}
