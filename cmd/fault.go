package cmd

import (
	"errors"
	"io/fs"
	"syscall"
)

// faultHint says what to do about a fault of the system, which is none of the
// input; it is empty for other errors.
func faultHint(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "make room there, or write to another place"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "let the program have more files open at a time, for example by ulimit -n 1024"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "choose a place that you may write to; ls -ld tells who may"
	}
	return ""
}

// withFaultHint marks a fault of the system as such, and adds what to do where
// nothing is said yet. What may not be read is about the input.
func withFaultHint(err error) error {
	hint := faultHint(err)
	var work *workError
	if errors.As(err, &work) && errors.Is(err, fs.ErrNotExist) {
		hint = "make its folder first" // what is to be written need not be there itself
	}
	if hint == "" || errors.Is(err, fs.ErrPermission) && !errors.As(err, &work) {
		return err
	}
	var hinted *hintError
	if !errors.As(err, &hinted) {
		err = withHint(err, hint)
	}
	return &workError{err}
}
