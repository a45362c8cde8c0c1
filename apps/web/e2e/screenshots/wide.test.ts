import { testScreens } from "./check-screens";
import { useBrowser } from "../testing";

useBrowser();

testScreens("1440");
