plans-i-nav-plans = Plans
