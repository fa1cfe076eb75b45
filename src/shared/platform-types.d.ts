/**
 * The little that pure code needs to know of types every platform has, since it is compiled without DOM and Node.
 * In the other areas these merge with the platform's own declarations.
 */
interface AbortSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
}

interface File {
  readonly name: string
  readonly size: number
}
