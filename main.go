// Speakout writes a letter to a government about cluster munitions, ready to
// sign and send.
package main

import "speakout/cmd"

func main() { cmd.Main() }
