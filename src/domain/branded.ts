/** A type that only its own maker can produce: the name exists at compile time alone. */
export type Branded<T, Name extends string> = T & { readonly __brand: Name }
