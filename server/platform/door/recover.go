package door

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"

	"oco.example/oco/server/platform/errs"
)

// recover turns a panic into a fault that the caller sees as INTERNAL. The log gets the stack,
// which shows places and addresses, and never the request.
func (d *Door) recover(ctx context.Context, p *passage, next next) (err error) {
	defer func() {
		if value := recover(); value != nil {
			cause := panicked(value)
			d.Log.LogAttrs(ctx, slog.LevelError, "panic", slog.String("method", p.method),
				traceAttr(ctx, p.call), slog.String("cause", cause.Error()), slog.String("stack", string(debug.Stack())))
			err = errs.New(errs.Internal).Because(cause)
		}
	}()
	return next(ctx)
}

// panicked describes a panic by its type; only the runtime's own errors are quoted, because what
// else is thrown may hold anything.
func panicked(value any) error {
	if fault, ok := value.(runtime.Error); ok {
		return fmt.Errorf("panic: %s", withoutValues(fault))
	}
	return fmt.Errorf("panic with a %T", value)
}
