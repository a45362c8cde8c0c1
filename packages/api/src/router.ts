import { changePassword } from "./admins/account/change-password.js";
import { endAllSessions } from "./admins/account/end-all-sessions.js";
import { endSession } from "./admins/account/end-session.js";
import { get as getAccount } from "./admins/account/get.js";
import { listSessions } from "./admins/account/list-sessions.js";
import { update as updateAccount } from "./admins/account/update.js";
import { invite as inviteAdmin } from "./admins/invite.js";
import { list as listAdmins } from "./admins/list.js";
import { remove as removeAdmin } from "./admins/remove.js";
import { renewInvitation } from "./admins/renew-invitation.js";
import { update as updateAdmin } from "./admins/update.js";
import { addPasskey } from "./admins/factors/add-passkey.js";
import { beginPasskey } from "./admins/factors/begin-passkey.js";
import { beginTotp } from "./admins/factors/begin-totp.js";
import { createRecoveryCodes } from "./admins/factors/create-recovery-codes.js";
import { enableTotp } from "./admins/factors/enable-totp.js";
import { removePasskey } from "./admins/factors/remove-passkey.js";
import { removeTotp } from "./admins/factors/remove-totp.js";
import { security } from "./admins/factors/security.js";
import { add as addApiKey } from "./api-keys/add.js";
import { list as listApiKeys } from "./api-keys/list.js";
import { revoke as revokeApiKey } from "./api-keys/revoke.js";
import { rotate as rotateApiKey } from "./api-keys/rotate.js";
import { update as updateApiKey } from "./api-keys/update.js";
import { add as addApp } from "./apps/add.js";
import { checkDataSchema } from "./apps/check-data-schema.js";
import { getDataSchema } from "./apps/get-data-schema.js";
import { listDataSchemas } from "./apps/list-data-schemas.js";
import { list as listApps } from "./apps/list.js";
import { removeDataSchema } from "./apps/remove-data-schema.js";
import { remove as removeApp } from "./apps/remove.js";
import { rename as renameApp } from "./apps/rename.js";
import { setDataSchema } from "./apps/set-data-schema.js";
import { setHistory } from "./apps/set-history.js";
import { setUserReads } from "./apps/set-user-reads.js";
import { list as listAudit } from "./audit/list.js";
import { add as addIndex } from "./indexes/add.js";
import { list as listIndexes } from "./indexes/list.js";
import { remove as removeIndex } from "./indexes/remove.js";
import { history as historyStats } from "./stats/history.js";
import { usage } from "./stats/usage.js";
import { users as userStats } from "./stats/users.js";
import { create as createToken } from "./tokens/create.js";
import { createRouter } from "./trpc/procedure.js";
import { addMany } from "./users/add-many.js";
import { add } from "./users/add.js";
import { getMany } from "./users/get-many.js";
import { get } from "./users/get.js";
import { history } from "./users/history.js";
import { importUsers } from "./users/import.js";
import { ban, banMany } from "./users/lifecycle/ban.js";
import { deactivate, deactivateMany } from "./users/lifecycle/deactivate.js";
import { reactivate, reactivateMany } from "./users/lifecycle/reactivate.js";
import { restore, restoreMany } from "./users/lifecycle/restore.js";
import { revokeTokens, revokeTokensMany } from "./users/lifecycle/revoke-tokens.js";
import { unban, unbanMany } from "./users/lifecycle/unban.js";
import { list } from "./users/list.js";
import { patchMany } from "./users/patch-many.js";
import { patch } from "./users/patch.js";
import { exportUser } from "./users/export.js";
import { revertMany } from "./users/revert-many.js";
import { revert } from "./users/revert.js";
import { removeMany } from "./users/remove-many.js";
import { remove } from "./users/remove.js";
import { update } from "./users/update.js";

export const router = createRouter({
  users: {
    add,
    addMany,
    get,
    getMany,
    import: importUsers,
    update,
    patch,
    patchMany,
    remove,
    removeMany,
    deactivate,
    deactivateMany,
    reactivate,
    reactivateMany,
    ban,
    banMany,
    unban,
    unbanMany,
    revokeTokens,
    revokeTokensMany,
    restore,
    restoreMany,
    list,
    history,
    revert,
    revertMany,
    export: exportUser,
  },
  audit: { list: listAudit },
  indexes: { add: addIndex, list: listIndexes, remove: removeIndex },
  apps: {
    add: addApp,
    list: listApps,
    rename: renameApp,
    remove: removeApp,
    setDataSchema,
    getDataSchema,
    listDataSchemas,
    checkDataSchema,
    removeDataSchema,
    setHistory,
    setUserReads,
  },
  stats: { usage, users: userStats, history: historyStats },
  apiKeys: {
    add: addApiKey,
    list: listApiKeys,
    update: updateApiKey,
    rotate: rotateApiKey,
    revoke: revokeApiKey,
  },
  tokens: { create: createToken },
  admins: {
    list: listAdmins,
    invite: inviteAdmin,
    renewInvitation,
    update: updateAdmin,
    remove: removeAdmin,
  },
  account: {
    get: getAccount,
    update: updateAccount,
    listSessions,
    endSession,
    endAllSessions,
    changePassword,
    security,
    beginPasskey,
    addPasskey,
    removePasskey,
    beginTotp,
    enableTotp,
    removeTotp,
    createRecoveryCodes,
  },
});

export type AppRouter = typeof router;
