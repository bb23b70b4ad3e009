/** How far something is: a bar for the eye, a sentence for all. */

export interface ProgressProps {
  label: string
  done: number
  total: number
  text: string
}

export function Progress({ label, done, total, text }: ProgressProps) {
  return (
    <div class="progress">
      <progress max={Math.max(1, total)} value={done} aria-label={label} />
      <p>
        <strong>{label}</strong> <span class="quiet">{text}</span>
      </p>
    </div>
  )
}
