/** When a thread counts as under attack by many at once, and when no more. */

import { LIMITS } from '../limits.js'

export const RAID_REASONS = ['crowd', 'copies', 'reports'] as const
/**
 * `crowd`: many comments in a short time, most by newcomers; `copies`: many that repeat each other; `reports`: readers of
 * many networks object to what is new, while more comes in.
 */
export type RaidReason = (typeof RAID_REASONS)[number]

/** What came to a thread within LIMITS.raid.windowMs, counted up to LIMITS.raid.lookMax. */
export interface RaidSigns {
  comments: number
  /** Comments of authors first seen within LIMITS.raid.newcomerMs. */
  newcomers: number
  /** Comments that repeat another one. */
  copies: number
  /** Networks that reported comments of the last LIMITS.raid.newcomerMs; none dismissed by a person. */
  reporters: number
}

/**
 * The signs of a raid. To begin one takes more than to keep it going: a raid that swings around one number would switch
 * the form's puzzle on and off under people's hands. Reports alone never begin one, or whoever has networks to report from
 * could close a thread to others without writing a word.
 */
export function raidReasons(signs: RaidSigns, { isOn }: { isOn: boolean }): RaidReason[] {
  const { comments, newcomers, copies, reporters } = signs
  const { crowd, crowdStay, newcomerPercent, copies: many, copiesStay } = LIMITS.raid
  const { reporters: objectors, reportersStay, reportedComments } = LIMITS.raid
  const isCrowd = comments >= (isOn ? crowdStay : crowd) && newcomers * 100 >= comments * newcomerPercent
  const isCopied = copies >= (isOn ? copiesStay : many)
  const isReported = isOn ? reporters >= reportersStay : reporters >= objectors && comments >= reportedComments
  const found: Record<RaidReason, boolean> = { crowd: isCrowd, copies: isCopied, reports: isReported }
  return RAID_REASONS.filter((reason) => found[reason])
}

/** The greater of each sign, as a raid's record shows. */
export function peakOf(one: RaidSigns, other: RaidSigns): RaidSigns {
  return {
    comments: Math.max(one.comments, other.comments),
    newcomers: Math.max(one.newcomers, other.newcomers),
    copies: Math.max(one.copies, other.copies),
    // Raids that began before reports were counted have none.
    reporters: Math.max(one.reporters ?? 0, other.reporters ?? 0),
  }
}

/** What a check may know of a raid. */
export interface RaidState {
  isOn: boolean
  reasons: readonly RaidReason[]
}

export const NO_RAID: RaidState = { isOn: false, reasons: [] }

/** What became of the puzzle that the form carries during a raid. */
export type ProofState = 'missing' | 'valid' | 'expired' | 'invalid'
