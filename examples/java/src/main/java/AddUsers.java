// ROSTER_API_KEY=… ROSTER_API_SECRET=… mvn -q compile exec:java

import io.getstream.client.Client;
import io.getstream.core.exceptions.StreamAPIException;
import io.getstream.core.models.Data;
import java.net.URI;

public class AddUsers {
  public static void main(String[] arguments) throws Exception {
    URI server = URI.create(System.getenv().getOrDefault("ROSTER_URL", "http://localhost:8000"));
    Client client =
        Client.builder(System.getenv("ROSTER_API_KEY"), System.getenv("ROSTER_API_SECRET"))
            .scheme(server.getScheme())
            .host(server.getHost())
            .port(server.getPort())
            .build();

    // create a new user, if the user already exists an error is returned
    try {
      Data user =
          client
              .user("john-doe")
              .create(
                  new Data()
                      .set("name", "John Doe")
                      .set("occupation", "Software Engineer")
                      .set("gender", "male"))
              .join();
      System.out.println("created " + user.getID());
    } catch (RuntimeException error) { // join() wraps the SDK's own exception
      if (!isConflict(error.getCause())) throw error;
      System.out.println("error: the user already exists");
    }

    // get or create a new user, if the user already exists the user is returned
    Data user =
        client
            .user("john-doe")
            .getOrCreate(
                new Data()
                    .set("name", "John Doe")
                    .set("occupation", "Software Engineer")
                    .set("gender", "male"))
            .join();
    System.out.println("got " + user.getID() + ": " + user.get("name"));

    System.exit(0); // the SDK's idle HTTP threads would keep the program running for another minute
  }

  private static boolean isConflict(Throwable cause) {
    return cause instanceof StreamAPIException && ((StreamAPIException) cause).getStatusCode() == 409;
  }
}
