/** The one place where conditions of a status are built. */
package io.kpool.operator.conditions;
