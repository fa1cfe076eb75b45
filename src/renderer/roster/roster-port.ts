import { Subscription } from 'rxjs'
import type { RosterHost } from './roster-host.ts'
import type { RosterCallName, RosterCalls, RosterMessage, RosterRequest } from './roster-protocol.ts'

/** Changes and progress are told at most this often, in ms: an import makes hundreds a second. */
const TELL_EVERY_MS = 50

/** Answers one client of a roster over its port until the port closes. */
export function serveRoster(host: RosterHost, port: MessagePort): void {
  const send = (message: RosterMessage): void => {
    port.postMessage(message)
  }
  const tellChange = (): void => {
    send({ type: 'changed', version: host.index.version, counts: host.index.counts })
  }

  let waiting: ReturnType<typeof setTimeout> | undefined
  let changedAgain = false
  const listening = new Subscription()
  listening.add(
    host.changed$.subscribe(() => {
      if (waiting !== undefined) {
        changedAgain = true
        return
      }
      tellChange()
      waiting = setTimeout(() => {
        waiting = undefined
        if (changedAgain) tellChange()
        changedAgain = false
      }, TELL_EVERY_MS)
    }),
  )
  let told = { state: host.status.state, at: 0 }
  listening.add(
    host.status$.subscribe((status) => {
      const at = performance.now()
      if (status.state === told.state && at - told.at < TELL_EVERY_MS) return
      told = { state: status.state, at }
      send({ type: 'status', status })
    }),
  )

  port.onmessage = (event: MessageEvent<RosterRequest>) => {
    const request = event.data
    answer(host, request).then(
      (output) => {
        send({ type: 'answer', call: request.call, output })
      },
      (error: unknown) => {
        // The texts of storage errors hold documents: only the kind of the error crosses.
        send({ type: 'failed', call: request.call, detail: error instanceof Error ? error.name : 'unknown' })
      },
    )
  }
  port.addEventListener('close', () => {
    clearTimeout(waiting)
    listening.unsubscribe()
  })
  send({ type: 'status', status: host.status })
  tellChange()
}

async function answer(
  host: RosterHost,
  request: RosterRequest,
): Promise<RosterCalls[RosterCallName]['output']> {
  if (request.name === 'flush') return host.flush()
  const index = await host.loaded()
  switch (request.name) {
    case 'page':
      return index.page(request.input.query, request.input.from, request.input.to)
    case 'ids':
      return index.ids(request.input.query).join('\n')
    case 'position':
      return index.position(request.input.query, request.input.id)
    case 'facets':
      return index.facets()
    case 'match':
      return index.match(request.input.probes, request.input.options)
    case 'alike':
      return index.alike(request.input.probes, request.input.except)
  }
}
