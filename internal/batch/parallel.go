package batch

import (
	"context"
	"errors"
	"io"
	"sync"
)

// inOrder takes items from next, works on several at a time, and hands the
// results to done in the order of the items. next and done are each called by
// one goroutine. The first error, or the end of ctx, ends it; next ends it
// with io.EOF. ahead bounds how many items are under way.
func inOrder[In, Out any](ctx context.Context, workers, ahead int, next func() (In, error), work func(In) (Out, error), done func(Out) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	type task struct {
		in    In
		out   Out
		err   error
		ready chan struct{}
	}
	todo, order := make(chan *task), make(chan *task, ahead)
	var running sync.WaitGroup
	running.Go(func() {
		defer close(todo)
		defer close(order)
		for ctx.Err() == nil {
			in, err := next()
			if errors.Is(err, io.EOF) {
				return
			}
			t := &task{in: in, err: err, ready: make(chan struct{})}
			if err != nil {
				close(t.ready)
			}
			select {
			case order <- t:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
			select {
			case todo <- t:
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		running.Go(func() {
			for t := range todo {
				t.out, t.err = work(t.in)
				close(t.ready)
			}
		})
	}
	defer running.Wait()
	defer cancel(nil)
	for t := range order {
		select {
		case <-t.ready:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		if t.err != nil {
			return t.err
		}
		if err := done(t.out); err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}
