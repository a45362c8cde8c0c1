# gem install stream-ruby -v 6.0.0
# ROSTER_API_KEY=… ROSTER_API_SECRET=… ruby add_users.rb

# The SDK reads the address only from this variable. Use the name "localhost": the SDK prepends "api." to any other host.
ENV["STREAM_URL"] = ENV.fetch("ROSTER_URL", "http://localhost:8000")

require "stream"

client = Stream::Client.new(ENV.fetch("ROSTER_API_KEY"), ENV.fetch("ROSTER_API_SECRET"))

# create a new user, if the user already exists, an error is returned
begin
  user = client.users.add(
    "john-doe",
    :data => {:name => "John Doe", :occupation => "Software Engineer", :gender => "male"},
  )
  puts "created #{user["id"]}"
rescue Stream::StreamApiResponseConflictException
  puts "error: the user already exists"
end

# get or create a new user, if the user already exists, the user is returned
user = client.users.add(
  "john-doe",
  :data => {:name => "John Doe", :occupation => "Software Engineer", :gender => "male"},
  :get_or_create => true,
)
puts "got #{user["id"]}: #{user["data"]["name"]}"
