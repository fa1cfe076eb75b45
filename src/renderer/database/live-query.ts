import { Observable } from 'rxjs'

/**
 * Runs `query` now and again after every change, never two at a time: changes that arrive while it runs lead to one
 * more run. Emits every answer; ends with the first failure.
 */
export function liveQuery<T>(changes$: Observable<unknown>, query: () => Promise<T>): Observable<T> {
  return new Observable<T>((subscriber) => {
    let running = false
    let again = false
    const run = (): void => {
      if (running) {
        again = true
        return
      }
      running = true
      query().then(
        (answer) => {
          running = false
          subscriber.next(answer)
          if (again && !subscriber.closed) {
            again = false
            run()
          }
        },
        (error: unknown) => {
          subscriber.error(error)
        },
      )
    }
    subscriber.add(
      changes$.subscribe({
        next: run,
        error: (error: unknown) => {
          subscriber.error(error)
        },
      }),
    )
    run()
  })
}
