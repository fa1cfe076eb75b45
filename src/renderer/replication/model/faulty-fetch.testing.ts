import type { Fetch } from '#main/http/http-client.ts'
import type { AnswerInProcess } from '../../../../e2e/sandbox/answer-in-process.ts'
import type { FaultPlan, FaultStatus } from '../../../../e2e/sandbox/faults.ts'
import type { Weather } from './weather.testing.ts'

/** Methods that a proxy may send twice without asking. */
const REPEATABLE = new Set(['GET', 'PUT', 'DELETE'])

/** What a sandbox is reached by. */
interface Reached {
  answer: AnswerInProcess
  faults: FaultPlan
}

/** A fetch into a sandbox of this process, through the weather. */
export function faultyFetch(sandbox: Reached, weather: Weather): Fetch {
  return async (url, options) => {
    const { method, headers, body, signal } = options
    const write = method !== 'GET'
    const go = (prepare: () => void = () => undefined): Promise<Response> => {
      const arrive = (): Promise<Response> =>
        inTurn(sandbox, () => {
          prepare()
          if (write) weather.tick()
          return sandbox.answer(
            new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }),
          )
        })
      return write && weather.moment !== null ? weather.moment.then(arrive) : arrive()
    }
    const status = (code: FaultStatus, takesEffect: boolean): Promise<Response> =>
      go(() => sandbox.faults.add({ fault: { kind: 'status', status: code, takesEffect }, times: 1 }))
    switch (weather.next({ write, repeatable: REPEATABLE.has(method) })) {
      case null:
        return go()
      case 'offline':
        throw failed('ECONNREFUSED')
      case 'cut-before':
        throw failed('ECONNRESET')
      case 'cut-after':
        await go()
        throw failed('ECONNRESET')
      case 'late':
        weather.later(go)
        throw failed('ECONNRESET')
      case 'repeated':
        await go()
        return go()
      case 'held-before':
        return unlessAborted(
          signal,
          weather.hold().then(() => go()),
        )
      case 'held-after': {
        const answer = await go()
        return unlessAborted(
          signal,
          weather.hold().then(() => answer),
        )
      }
      case '401':
        return status(401, false)
      case '409':
        return status(409, false)
      case '422':
        return status(422, false)
      case '429':
        return status(429, false)
      case '500':
        return status(500, false)
      case '500-done':
        return status(500, true)
    }
  }
}

/** The last request of each sandbox: one after the other, so that a fault befalls the one that it is meant for. */
const lastOf = new WeakMap<Reached, Promise<unknown>>()

function inTurn(sandbox: Reached, request: () => Promise<Response>): Promise<Response> {
  const turn = (lastOf.get(sandbox) ?? Promise.resolve()).then(request)
  lastOf.set(sandbox, turn)
  return turn
}

function failed(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

function unlessAborted<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new DOMException('Aborted', 'AbortError'))
    })
  })
  return Promise.race([answer, aborted])
}
