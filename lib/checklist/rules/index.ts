import { accountAndRegion } from './account-and-region.ts';
import { builtInName } from './built-in-name.ts';
import { captureOrder } from './capture-order.ts';
import { checkCannotFail } from './check-cannot-fail.ts';
import { duplicateId } from './duplicate-id.ts';
import { duplicateTitle } from './duplicate-title.ts';
import { emptyPhase } from './empty-phase.ts';
import { followUpAction } from './follow-up-action.ts';
import { followUpOrder } from './follow-up-order.ts';
import { followUpWithoutEffect } from './follow-up-without-effect.ts';
import { freezeWindow } from './freeze-window.ts';
import { hostOnAws } from './host-on-aws.ts';
import { httpAddress } from './http-address.ts';
import { impossibleExpectation } from './impossible-expectation.ts';
import { jsonPath } from './json-path.ts';
import { localSecretOnAws } from './local-secret-on-aws.ts';
import { measureWithoutLimit } from './measure-without-limit.ts';
import { misfitExpectation } from './misfit-expectation.ts';
import { missingBecause } from './missing-because.ts';
import { missingDirectory } from './missing-directory.ts';
import { missingUndo } from './missing-undo.ts';
import { missingValue } from './missing-value.ts';
import { monitorPeriod } from './monitor-period.ts';
import { needlessBecause } from './needless-because.ts';
import { plainSecret } from './plain-secret.ts';
import { regressionWithoutBaseline } from './regression-without-baseline.ts';
import { relativeDirectory } from './relative-directory.ts';
import { requirement } from './requirement.ts';
import { retryBudget } from './retry-budget.ts';
import { revalidation } from './revalidation.ts';
import { rollbackPlan } from './rollback-plan.ts';
import { rollbackVerification } from './rollback-verification.ts';
import type { Rule } from './rule.ts';
import { shadowingCapture } from './shadowing-capture.ts';
import { unapprovedPointOfNoReturn } from './unapproved-point-of-no-return.ts';
import { unheard } from './unheard.ts';
import { unknownEnvironment } from './unknown-environment.ts';
import { unknownVariable } from './unknown-variable.ts';
import { unprotectedMigration } from './unprotected-migration.ts';
import { unreachableRequirement } from './unreachable-requirement.ts';
import { unsentNotification } from './unsent-notification.ts';
import { unusedEnvironment } from './unused-environment.ts';
import { unverifiedChange } from './unverified-change.ts';
import { variableAndSecret } from './variable-and-secret.ts';
import { withinTimeout } from './within-timeout.ts';
import { writingCheck } from './writing-check.ts';
import { zeroDuration } from './zero-duration.ts';

/** Every rule, in the order of docs/checklist.md. Add a file, then a line here, then tests/golden/rules/<id>.yaml. */
export const RULES: readonly Rule[] = [
  accountAndRegion,
  builtInName,
  captureOrder,
  checkCannotFail,
  duplicateId,
  duplicateTitle,
  emptyPhase,
  followUpAction,
  followUpOrder,
  followUpWithoutEffect,
  freezeWindow,
  hostOnAws,
  httpAddress,
  impossibleExpectation,
  jsonPath,
  localSecretOnAws,
  measureWithoutLimit,
  misfitExpectation,
  missingBecause,
  missingDirectory,
  missingUndo,
  missingValue,
  monitorPeriod,
  needlessBecause,
  plainSecret,
  regressionWithoutBaseline,
  relativeDirectory,
  requirement,
  retryBudget,
  revalidation,
  rollbackPlan,
  rollbackVerification,
  shadowingCapture,
  unapprovedPointOfNoReturn,
  unheard,
  unknownEnvironment,
  unknownVariable,
  unprotectedMigration,
  unreachableRequirement,
  unsentNotification,
  unusedEnvironment,
  unverifiedChange,
  variableAndSecret,
  withinTimeout,
  writingCheck,
  zeroDuration,
];
