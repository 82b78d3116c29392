//go:build slow

package pdf

func init() { sampleStep = 1 }
