/** Bars, one a day or week, in parts stacked on each other. A picture with a name: the figures stand in a table beside it. */

export interface Bar {
  key: string
  /** From the bottom up, each with the class that colours it. */
  parts: readonly { className: string; value: number }[]
}

export interface BarChartProps {
  /** What it shows, in a sentence. */
  label: string
  bars: readonly Bar[]
  /** What the highest line stands for; left out: the highest bar. */
  top?: number
  first: string
  last: string
  topLabel: string
}

const WIDTH = 640
const HEIGHT = 160
const GAP = 0.2

export function BarChart({ label, bars, top, first, last, topLabel }: BarChartProps) {
  const most = Math.max(top ?? 0, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)), 1)
  const step = WIDTH / Math.max(1, bars.length)
  return (
    <figure class="chart">
      <span class="chart-top quiet" aria-hidden="true">
        {topLabel}
      </span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <path class="chart-line" d={`M0 0.5H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        {bars.map(({ key, parts }, index) => {
          let below = 0
          return parts.map(({ className, value }) => {
            const height = (value / most) * HEIGHT
            below += height
            return (
              <rect
                key={`${key} ${className}`}
                class={className}
                x={index * step + (step * GAP) / 2}
                y={HEIGHT - below}
                width={step * (1 - GAP)}
                height={height}
              />
            )
          })
        })}
      </svg>
      <span class="chart-ends quiet" aria-hidden="true">
        <span>{first}</span>
        <span>{last}</span>
      </span>
    </figure>
  )
}

export function Legend({ items }: { items: readonly { className: string; name: string }[] }) {
  return (
    <ul class="legend">
      {items.map(({ className, name }) => (
        <li key={className}>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect class={className} width="10" height="10" rx="2" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
