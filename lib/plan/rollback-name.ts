/** The name of the rollback that undoes everything. Others are named in the checklist. */
export const FULL_ROLLBACK = 'full';
