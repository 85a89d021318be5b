import { z } from 'zod';

/** Names of variables and captured values: what a shell takes as an environment variable. */
export const variableName = z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'expected a name in capitals, digits and underscores, such as BASE_URL');

/** Names that become part of AWS resource names and record keys. */
export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected 1 to 40 small letters, digits and hyphens, starting with a letter');

/** A step's identifier: part of state paths, so no hyphen. */
export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'expected 1 to 60 small letters, digits and underscores, starting with a letter');

/** Set by gonogo for every step of a deployment. */
export const BUILT_IN_VARIABLES = ['DEPLOYMENT_ID', 'VERSION', 'ENVIRONMENT', 'CHECKLIST', 'BACKUP_DIR'] as const;

/** The safe alphabet of versions and deployment ids: nothing a shell, a path or an ARN gives a meaning to. */
export const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,62}$/;
