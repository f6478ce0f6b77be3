/**
 * Floor 3: REST, health and the web page. Every request goes one way: {@link io.parley.http.Filters}, one handler, one
 * answer or one problem. A version of the API is one class with one table of routes, and an old one answers as ever. It
 * stores and reads through the same engine as the socket; it owns no port, but hands its routes to whoever does.
 */
@NullMarked
package io.parley.http;

import org.jspecify.annotations.NullMarked;
