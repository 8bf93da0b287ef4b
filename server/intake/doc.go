// Package intake has the words and rules of applications (aanmeldingen): what an application is,
// through which states it goes, what triage decides, what makes two of them possibly the same.
// It knows neither the contract nor SQL.
package intake
