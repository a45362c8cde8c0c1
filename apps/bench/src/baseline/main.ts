import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { readSubjectSettings, serve } from "../subjects/subject-process.js";
import { createBaselineRouter } from "./router.js";
import { openBaselinePrisma } from "./prisma.js";

const { url, appId } = readSubjectSettings();
serve(createHTTPServer({ router: createBaselineRouter(openBaselinePrisma(url), appId) }));
