/** Drawings of 20 by 20 units in the colour of the text beside them. */

const PATHS = {
  queue: 'M3 5.5h14M3 10h14M3 14.5h8',
  report: 'M5 17V3.5M5 4h9.5l-2 3.25 2 3.25H5',
  appeal: 'M10 3v14M6 17h8M4 6h12M4 6l-2 5.5h4zM16 6l-2 5.5h4z',
  batch: 'M4 6.5l6-3 6 3-6 3zM4 10l6 3 6-3M4 13.5l6 3 6-3',
  ban: 'M10 2.75a7.25 7.25 0 1 1 0 14.5a7.25 7.25 0 0 1 0-14.5zM5 5l10 10',
  reply: 'M3 4.5h14v9H9l-3.5 3v-3H3z',
  chart: 'M3.5 16.5h13M5.5 13.5V9M10 13.5V4M14.5 13.5V7',
  book: 'M4 3.5h10.5a1.5 1.5 0 0 1 1.5 1.5v11.5H5.5A1.5 1.5 0 0 1 4 15zM7 7h6M7 10h6',
  globe:
    'M10 2.75a7.25 7.25 0 1 1 0 14.5a7.25 7.25 0 0 1 0-14.5zM2.75 10h14.5M10 2.75c2.5 2.2 2.5 12.3 0 14.5c-2.5-2.2-2.5-12.3 0-14.5z',
  people:
    'M7.5 4a2.75 2.75 0 1 1 0 5.5a2.75 2.75 0 0 1 0-5.5zM2.5 16.5c0-6 10-6 10 0M13 4.3a2.6 2.6 0 0 1 0 5M14.5 11.7c2 .6 3 2.3 3 4.8',
  key: 'M6.5 7.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7zM9 8.5l6.5-6M12.5 5.2l2.5 2.5',
  jobs: 'M4 4h12v4H4zM4 12h12v4H4zM7 6h.1M7 14h.1',
  account: 'M10 3.25a3.25 3.25 0 1 1 0 6.5a3.25 3.25 0 0 1 0-6.5zM3.5 17c0-7 13-7 13 0',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  close: 'M5 5l10 10M15 5L5 15',
  check: 'M4 10.5l4 4 8-9',
  search: 'M8.75 3.5a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5zM12.7 12.7l4 4',
  out: 'M8 4.5H4.5v11h11V12M11 4h5v5M16 4l-7 7',
  leave: 'M8 3.5H4v13h4M12.5 6.5L16 10l-3.5 3.5M16 10H8',
  back: 'M12.5 4.5L7 10l5.5 5.5',
  clock: 'M10 2.75a7.25 7.25 0 1 1 0 14.5a7.25 7.25 0 0 1 0-14.5zM10 6v4.2l2.8 1.8',
  undo: 'M7.5 4.5L4 8l3.5 3.5M4 8h7.5a4 4 0 0 1 0 8H8',
  help: 'M10 2.75a7.25 7.25 0 1 1 0 14.5a7.25 7.25 0 0 1 0-14.5zM7.8 8c0-3 4.4-3 4.4 0c0 1.6-2.2 1.7-2.2 3.5M10 14h.1',
  eye: 'M2.5 10c3.5-6.5 11.5-6.5 15 0c-3.5 6.5-11.5 6.5-15 0zM10 7.6a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 0 1 0-4.8z',
  person: 'M10 4a3 3 0 1 1 0 6a3 3 0 0 1 0-6zM4.5 16.5c0-6 11-6 11 0',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6.5 4.5v11l9-5.5z',
  spam: 'M7 2.75h6L17.25 7v6L13 17.25H7L2.75 13V7zM10 6v4.5M10 13.5h.1',
} as const

export type IconName = keyof typeof PATHS

/** Always beside words that say the same, so it is silent. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
