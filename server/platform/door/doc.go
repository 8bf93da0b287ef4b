// Package door is the one way in. Every call, over gRPC or over REST, passes the same links in the
// same order:
//
//	trace → log → errors → recover → limit(address) → authenticate → limit(client) → authorise → validate
//
// What the links find out about a call stands in call.Call; handlers read it with call.From and
// know nothing of tokens, grants, limits, languages or status codes. Who may do what stands in the
// contract (the option oco.common.v1.access); the door only reads it.
//
// REST calls come through an in-process channel. What REST knows about a caller travels as a typed
// value, Outside, that no header can imitate.
package door
