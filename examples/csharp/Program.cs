// ROSTER_API_KEY=… ROSTER_API_SECRET=… dotnet run

using System;
using System.Collections.Generic;
using Stream;

string Setting(string name) => Environment.GetEnvironmentVariable(name);

// The SDK reads the address only from this variable.
Environment.SetEnvironmentVariable("STREAM_URL", Setting("ROSTER_URL") ?? "http://localhost:8000");

var client = new StreamClient(Setting("ROSTER_API_KEY"), Setting("ROSTER_API_SECRET"));

// "var" instead of the snippet's "const": a dictionary is not a constant
var userData = new Dictionary<string, object>
{
    { "name", "John Doe" },
    { "occupation", "Software Engineer" },
    { "gender", "male" },
};

// create a new user, if the user already exists an error is returned
try
{
    var created = await client.Users.AddAsync("john-doe", userData);
    Console.WriteLine($"created {created.Id}");
}
catch (StreamException error) when ((int)error.HttpStatusCode == 409)
{
    Console.WriteLine("error: the user already exists");
}

// get or create a new user, if the user already exists the user is returned
var user = await client.Users.AddAsync("john-doe", userData, true);
Console.WriteLine($"got {user.Id}: {user.Data["name"]}");
