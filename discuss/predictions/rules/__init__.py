"""Pure decisions and arithmetic of forecasting: no database, no clock, no HTTP."""
