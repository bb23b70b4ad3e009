/** What the build makes of files that are not code. */

declare module '*.css' {
  const text: string
  export default text
}
