// `tokens add` adds a user with numbers that JSON decoders read differently.
// `tokens read FILE` compares what the SDK reads back with what Go decodes from the body that the SDK sent.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"reflect"

	stream "github.com/GetStream/stream-go2/v8"
)

func main() {
	client, err := stream.New(
		os.Getenv("ROSTER_API_KEY"),
		os.Getenv("ROSTER_API_SECRET"),
		stream.WithAPIAddr(os.Getenv("ROSTER_URL")),
	)
	check(err)

	if os.Args[1] == "add" {
		data := map[string]any{"name": "x", "10": 1, "2": 2, "largest": int64(math.MaxInt64), "one": 1.0}
		_, err := client.Users().Add(context.TODO(), stream.User{ID: "tokens", Data: data}, false)
		check(err)
		return
	}
	body, err := os.ReadFile(os.Args[2])
	check(err)
	var sent stream.User
	check(json.Unmarshal(body, &sent))
	read, err := client.Users().Get(context.TODO(), "tokens")
	check(err)
	if !reflect.DeepEqual(read.Data, sent.Data) {
		panic(fmt.Sprintf("sent %v, read %v", sent.Data, read.Data))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
