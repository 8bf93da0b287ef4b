// Package app is the electrician: the only room that knows every slice. It opens the database,
// wires the slices to the platform and to each other, and serves them over gRPC and REST.
package app
