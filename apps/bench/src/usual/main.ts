import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { readSubjectSettings, serve } from "../subjects/subject-process.js";
import { createUsualRouter } from "./router.js";
import { openUsualPrisma } from "./usual-prisma.js";

const { url, appId } = readSubjectSettings();
serve(createHTTPServer({ router: createUsualRouter(openUsualPrisma(url), appId) }));
