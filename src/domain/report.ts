/** A reader objects to a comment. Enough of them pull it back until a person has looked. */

export const REPORT_REASONS = ['spam', 'harassment', 'hate', 'illegal', 'personal-data', 'off-topic', 'other'] as const
export type ReportReason = (typeof REPORT_REASONS)[number]

/** `upheld`: the comment was taken away; `dismissed`: it stays; `moot`: its author took it back before anybody decided. */
export const REPORT_STATES = ['open', 'upheld', 'dismissed', 'moot'] as const
export type ReportState = (typeof REPORT_STATES)[number]

export const REPORT_LIMITS = { textLength: 2_000 } as const
