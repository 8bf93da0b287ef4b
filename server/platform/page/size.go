package page

// The sizes of a page, in items.
const (
	// DefaultSize is how many items a page has when the request does not say.
	DefaultSize = 50
	// MaxSize is how many items a page has at most, whatever the request says.
	MaxSize = 200
)

// Size is how many items the page gets: what was requested, DefaultSize when that is nothing,
// MaxSize when it is more than that.
func Size(requested int32) int {
	if requested <= 0 {
		return DefaultSize
	}
	return min(int(requested), MaxSize)
}
