/** A measuring process takes one job at a time from the benchmark, does it, and answers. */

export function answer<Job, Outcome>(work: (job: Job) => Promise<Outcome>): void {
  process.on('message', (job: Job) => {
    work(job).then(
      (outcome) => process.send?.({ outcome }),
      (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
    )
  })
  // The benchmark is gone: nobody waits for an answer.
  process.on('disconnect', () => process.exit(0))
  process.send?.({ outcome: 'ready' })
}
