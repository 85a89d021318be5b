/** The state after the close of a deployment that has follow-ups. A local run may end here. */
export const FOLLOW_UPS_BEGIN = 'Begin follow-ups';
