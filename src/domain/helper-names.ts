/** Names of the outside helpers, as signals and a policy's `shadow` show them. */
export const HELPER_NAMES = ['akismet', 'classifier', 'webhook'] as const
export type HelperName = (typeof HELPER_NAMES)[number]
