import { testLooks } from "./look-at";
import { useBrowser } from "./testing";

useBrowser();

testLooks("1440");
