/** Numbers of comments for lists of articles. */

export {}
