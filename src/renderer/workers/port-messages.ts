import { fromEvent, map, share, type Observable } from 'rxjs'

/**
 * What arrives at a port. However many listen, the port has one listener: RxDB's storage-remote listens once for each
 * collection. Start the port when somebody does.
 */
export function portMessages<Message>(port: MessagePort): Observable<Message> {
  return fromEvent<MessageEvent<Message>>(port, 'message').pipe(
    map(({ data }) => data),
    share(),
  )
}
