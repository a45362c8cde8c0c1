// ROSTER_API_KEY=… ROSTER_API_SECRET=… go run .
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"

	stream "github.com/GetStream/stream-go2/v8"
)

func main() {
	server := os.Getenv("ROSTER_URL")
	if server == "" {
		server = "http://localhost:8000"
	}
	client, err := stream.New(
		os.Getenv("ROSTER_API_KEY"),
		os.Getenv("ROSTER_API_SECRET"),
		stream.WithAPIAddr(server), // without a trailing slash
	)
	if err != nil {
		panic(err)
	}

	// create a new user, if the user already exist an error is returned
	userData := stream.User{
		ID: "123",
		Data: map[string]any{
			"name":       "John Doe",
			"occupation": "Software Engineer",
			"gender":     "male",
		},
	}
	resp, err := client.Users().Add(context.TODO(), userData, false)
	var refusal stream.APIError
	switch {
	case err == nil:
		fmt.Println("created " + resp.ID)
	case errors.As(err, &refusal) && refusal.StatusCode == http.StatusConflict:
		fmt.Println("error: the user already exists")
	default:
		panic(err)
	}

	// get or create a new user, if the user already exist the user is returned
	// "=" instead of the snippet's ":=": both names are declared above
	resp, err = client.Users().Add(context.TODO(), userData, true)
	if err != nil {
		panic(err)
	}
	fmt.Printf("got %s: %v\n", resp.ID, resp.Data["name"])
}
