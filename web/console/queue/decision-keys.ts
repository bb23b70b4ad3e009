/** The keys of a decision: the action's letter, then a digit for the reason where one is asked for. */

import { signal } from '@preact/signals'
import type { Action } from '../api.js'
import type { Shortcuts } from '../keys.js'
import { type SavedReply, savedRepliesOf } from '../replies/saved-replies.js'
import { contextOf } from './context.js'
import { type DecisionWish, decideItem, REASONS, type Reason } from './decide.js'
import type { Item } from './store.js'

export const DECISION_KEYS: Readonly<Record<Action, string>> = {
  approve: 'a',
  reject: 'r',
  markSpam: 's',
  hold: 'h',
  delete: 'd',
}
export const ACTIONS: readonly Action[] = ['approve', 'reject', 'markSpam', 'hold', 'delete']
/** What an author may ask about later gets a reason. */
export const ASKS_WHY: ReadonlySet<Action> = new Set(['reject', 'delete'])

/** The action that waits for its reason, and on which comment. */
export const asking = signal<{ id: string; action: Action } | null>(null)
/** A note to go with it; null: no field for it is open. */
export const noteText = signal<string | null>(null)

/** Whether the author is to be banned along with the decision. */
export const wantsBan = signal(false)
/** Whether the digits choose a saved text instead of a reason. */
export const isChoosingText = signal(false)

export function cancelReason(): void {
  wantsBan.value = false
  isChoosingText.value = false
  asking.value = null
  noteText.value = null
}

/** What the keys and buttons of one decision bar do. `target` is asked at the press: keys may come faster than drawings. */
export function createDecider(target: () => Item | undefined, onDecided?: () => void) {
  const decide = (item: Item, wish: DecisionWish): void => {
    cancelReason()
    void decideItem(item, wish).then(onDecided)
  }
  const begin = (action: Action): void => {
    const item = target()
    if (item === undefined || item.outcome.peek() !== null) return
    if (!item.comment.peek().allowedActions.includes(action)) return
    cancelReason()
    if (ASKS_WHY.has(action)) asking.value = { id: item.id, action }
    else decide(item, action === 'markSpam' ? { action, reason: 'spam' } : { action })
  }
  const askedOf = (): { item: Item; action: Action } | undefined => {
    const item = target()
    const asked = asking.peek()
    return item !== undefined && asked?.id === item.id ? { item, action: asked.action } : undefined
  }
  const choose = (reason?: Reason): boolean => {
    const asked = askedOf()
    if (asked === undefined) return false
    const note = noteText.peek()?.trim() ?? ''
    const { item, action } = asked
    decide(item, {
      action,
      ...(reason === undefined ? {} : { reason }),
      ...(note === '' ? {} : { note }),
      ...(wantsBan.peek() ? { hasBan: true } : {}),
    })
    return true
  }
  /** A saved text becomes the note; one that goes with a reason decides. */
  const insert = (reply: SavedReply | undefined): boolean => {
    if (askedOf() === undefined || reply === undefined) return false
    noteText.value = reply.body
    isChoosingText.value = false
    return reply.reason === null || choose(reply.reason)
  }
  const savedText = (index: number): SavedReply | undefined => {
    const site = askedOf()?.item.comment.peek().site
    return site === undefined ? undefined : savedRepliesOf(site).peek()[index]
  }
  const shortcuts: Shortcuts = {
    ...Object.fromEntries(
      ACTIONS.map((action) => [
        DECISION_KEYS[action],
        // The same letter again: without a particular reason.
        () => (askedOf()?.action === action ? choose() : begin(action)),
      ]),
    ),
    ...Object.fromEntries(
      REASONS.map((reason, index) => [
        String(index + 1),
        () => (isChoosingText.peek() ? insert(savedText(index)) : choose(reason)),
      ]),
    ),
    n: () => {
      if (askedOf() === undefined) return false
      noteText.value ??= ''
      return true
    },
    t: () => {
      if (askedOf() === undefined) return false
      isChoosingText.value = !isChoosingText.peek()
      return true
    },
    b: () => {
      const asked = askedOf()
      if (asked === undefined || !mayBan(asked.item)) return false
      wantsBan.value = !wantsBan.peek()
      return true
    },
    Escape: () => {
      if (askedOf() === undefined) return false
      if (isChoosingText.peek()) {
        isChoosingText.value = false
        return true
      }
      cancelReason()
      return true
    },
  }
  return { begin, choose, insert, shortcuts }
}

/** Whom nothing tells apart cannot be banned, and whoever is banned already need not be. */
export function mayBan(item: Item): boolean {
  if (!item.comment.peek().author.hasEmail) return false
  const context = contextOf(item.id).peek()
  return context.state !== 'ready' || !context.detail.bans.some(({ kind }) => kind === 'author')
}
