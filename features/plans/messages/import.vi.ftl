plans-i-nav-plans = Kế hoạch
