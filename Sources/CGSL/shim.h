#pragma once
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_gamma.h>

/* GSL's algorithm tables are mutable C globals, which Swift 6 refuses: read them through functions. */
static inline const gsl_multimin_fdfminimizer_type * _Nonnull cgsl_bfgs2(void) {
  return gsl_multimin_fdfminimizer_vector_bfgs2;
}
static inline const gsl_root_fsolver_type * _Nonnull cgsl_brent(void) {
  return gsl_root_fsolver_brent;
}
