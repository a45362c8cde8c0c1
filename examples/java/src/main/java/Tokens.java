// mvn -q compile exec:java -Dexec.mainClass=Tokens -Dexec.args=add
//   adds a user with numbers that JSON decoders read differently.
// mvn -q compile exec:java -Dexec.mainClass=Tokens "-Dexec.args=read FILE"
//   compares what the SDK reads back with what it decodes from the body that it sent.

import io.getstream.client.Client;
import io.getstream.core.models.Data;
import io.getstream.core.utils.Serialization;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class Tokens {
  public static void main(String[] arguments) throws Exception {
    URI server = URI.create(System.getenv("ROSTER_URL"));
    Client client =
        Client.builder(System.getenv("ROSTER_API_KEY"), System.getenv("ROSTER_API_SECRET"))
            .scheme(server.getScheme())
            .host(server.getHost())
            .port(server.getPort())
            .build();

    if (arguments[0].equals("add")) {
      Data data =
          new Data()
              .set("name", "x")
              .set("10", 1)
              .set("2", 2)
              .set("largest", Long.MAX_VALUE)
              .set("one", 1.0);
      client.user("tokens").create(data).join();
    } else {
      String body = Files.readString(Path.of(arguments[1]));
      Map<String, Object> sent = new TreeMap<>(Serialization.fromJSON(body, Data.class).getData());
      Map<String, Object> read = new TreeMap<>(client.user("tokens").get().join().getData());
      read.keySet().removeAll(List.of("created_at", "updated_at", "duration"));
      if (!read.equals(sent)) throw new AssertionError("sent " + sent + ", read " + read);
    }
    System.exit(0); // the SDK's idle HTTP threads would keep the program running for another minute
  }
}
